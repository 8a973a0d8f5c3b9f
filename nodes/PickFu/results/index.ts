export { assignAnswers } from './reader';
export { questionResult, surveyResults } from './tally';
export { reportEmail } from './report/email';
export { reportPage } from './report/page';
export { picturesOf, type ReportSettings } from './report/pictures';
export type * from './types';
