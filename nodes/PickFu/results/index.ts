export { assignAnswers, questionResult, surveyResults } from './tally';
export { reportEmail } from './report/email';
export { reportPage } from './report/page';
export type { ReportSettings } from './report/settings';
export type * from './types';
