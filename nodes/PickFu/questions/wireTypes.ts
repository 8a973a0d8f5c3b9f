import type { components } from '../api/wire';

type Schemas = components['schemas'];

/** A question as PickFu takes it on create and update. */
export type Question = Schemas['QuestionBody'];

/** An option of a question as PickFu takes it. */
export type Option = Schemas['OptionBody'];

/** The background that a question is shown with. */
export type Context = Schemas['QuestionContext'];

/** A search-result card. */
export type Mockup = Schemas['Mockup'];

/** The body of `createSurvey`. */
export type CreateBody = Schemas['CreateSurveyBody'];

/** The body of `updateSurvey`. */
export type UpdateBody = Schemas['UpdateSurveyBody'];
