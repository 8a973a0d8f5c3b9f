export { assignAnswers, questionResult, surveyResults } from './tally';
export type * from './types';
