import type { components } from '../wire.d.ts';

/** The wire types of the contract, by name. */
export type Wire = components['schemas'];

/** The question types of the contract. */
export type QuestionType = Wire['QuestionType'];

/** An option as it is kept: as it was sent, with an id. */
export type StoredOption = Wire['OptionBody'] & { id: string };

/** A question as it is kept. */
export interface StoredQuestion {
	id: string;
	type: QuestionType;
	prompt: string;
	context?: Wire['QuestionContext'];
	options: StoredOption[];
}

/** People who were paid for at one time: by publishing, or by adding respondents. */
export interface Batch {
	/** When they were asked, sandbox milliseconds. */
	at: number;
	count: number;
	/** All of them have answered by then at the latest (set by the control to end a survey early). */
	finishBy?: number;
}

/** A survey as it is kept. Its status and answers are worked out from `batches` and the clock. */
export interface StoredSurvey {
	id: string;
	/** Number of the survey in this world, part of its responses' ids. */
	serial: number;
	team: string;
	creatorId: string;
	creatorName: string;
	name: string;
	country: string;
	sampleSize: number;
	targeting: string[];
	reporting: string[];
	surveyIntent: string | null;
	isMiniPoll: boolean;
	tagIds: number[];
	projectId: string | null;
	questions: StoredQuestion[];
	createdAt: number;
	archivedAt: number | null;
	/** Ended by PickFu before all had answered, and under which status; nobody answers after that. */
	stopped?: { at: number; status: string };
	batches: Batch[];
}

/** A tag as it is kept. */
export interface StoredTag {
	id: number;
	team: string;
	name: string;
}

/** A project as it is kept. */
export interface StoredProject {
	id: string;
	team: string;
	name: string;
	description: string | null;
	goal: string | null;
	archived: boolean;
	bookmarked: boolean;
	createdAt: number;
	updatedAt: number;
	creatorId: string;
	creatorName: string;
}

/** What people did with one response. */
export interface ResponseNote {
	pinned: boolean;
	rating: number | null;
	followUps: Array<{ id: string; question: string; askedAt: number }>;
}

/** A file that was generated or uploaded. */
export interface StoredMedia {
	id: string;
	fileName: string;
	contentType: string;
	/** Bytes received. */
	size: number;
	/** Hex digest of the bytes. */
	sha256: string;
	/** Left out for large uploads, of which only the facts are kept. */
	content?: Buffer;
}

/** One charge. Credits are the sandbox's own unit: one answer to one question. */
export interface Charge {
	operationId: 'publishSurvey' | 'addRespondents' | 'sendFollowUp';
	/** The survey, or the response that was followed up. */
	id: string;
	credits: number;
	at: number;
}

/** What tests may turn on this server. */
export interface Settings {
	/** Requests allowed per token in a window. */
	rateLimit: number;
	/** Milliseconds. */
	rateWindow: number;
	/** Whose minutes the window counts; `virtual` for simulations that drive the clock. */
	rateClock: 'real' | 'virtual';
	/** Whether a 429 carries Retry-After; PickFu's pages name no such header. */
	retryAfter: boolean;
	/** `bare` leaves the `{ success, data }` out. */
	envelope: 'wrapped' | 'bare';
	/** Spelling of answers: as the contract has it, or all in one way. */
	spelling: 'contract' | 'camel' | 'snake';
	/** How `chosen_option` names an option: by its text, or as the letter A, B, … */
	optionLabels: 'value' | 'letter';
	/** Order of responses in their list. */
	responseOrder: 'oldest' | 'newest';
	/** Surveys stand in lists in an order of their own for each text; empty for the order of creation. */
	listOrder: string;
	/** Query names of two words: `lenient` ignores the spelling that the contract does not have; otherwise one is refused. */
	querySpelling: 'lenient' | 'snake' | 'camel';
	/** Filters in the query are ignored, as a misspelt one would be. */
	ignoreFilters: boolean;
	/** Body fields that are ignored, as misspelt ones would be. */
	ignoreBodyFields: string[];
	/** Credits left, null for no end of them. */
	balance: number | null;
	/** Status when the balance does not suffice; PickFu's is not known. */
	balanceStatus: 400 | 402 | 403;
	/** Answers that do not fit the contract become a 500 and are kept in `violations`. */
	checkAnswers: boolean;
}

/** The settings of a new world. */
export const defaultSettings: Readonly<Settings> = {
	rateLimit: 100,
	rateWindow: 60_000,
	rateClock: 'real',
	retryAfter: false,
	envelope: 'wrapped',
	spelling: 'contract',
	optionLabels: 'value',
	responseOrder: 'oldest',
	listOrder: '',
	querySpelling: 'lenient',
	ignoreFilters: false,
	ignoreBodyFields: [],
	balance: null,
	balanceStatus: 402,
	checkAnswers: true,
};
