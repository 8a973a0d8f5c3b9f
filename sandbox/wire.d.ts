// Generated from contract/pickfu.openapi.yaml by `npm run generate`. Do not edit: change the contract.

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
	schemas: {
		Error: {
			/** @description The HTTP phrase. Clients should read other forms too (inferred). */
			error: string;
			message: string;
			/** @description On failed validation only. */
			details?: string[];
		} & {
			[key: string]: unknown;
		};
		/** @description An object without fields, for a POST that has nothing to say. No body at all may be refused. */
		NoFieldsBody: Record<string, never>;
		/** @description Documented for update survey [D2] and generate image [D3], inferred elsewhere. */
		Envelope: {
			/** @constant */
			success: true;
			data: unknown;
		} & {
			[key: string]: unknown;
		};
		/** @description The parts are third-party, the whole is inferred. */
		ListEnvelope: {
			/** @constant */
			success: true;
			data: unknown[];
			pagination: components["schemas"]["Pagination"];
		} & {
			[key: string]: unknown;
		};
		/** @description Other members are not known. */
		Pagination: {
			page: number;
			totalPages: number;
		} & {
			[key: string]: unknown;
		};
		/**
		 * @description The first three with the hyphen, and archived. PickFu may stop a survey early and gives a prorated credit [D15]; which status it has then is not known. Any status that is neither unpublished nor in-progress, and any completedAt, is taken for the end (inferred).
		 * @enum {string}
		 */
		SurveyStatus: "unpublished" | "in-progress" | "completed" | "archived";
		/**
		 * @description head_to_head is documented [D2], the other spellings are third-party [T2].
		 * @enum {string}
		 */
		QuestionType: "head_to_head" | "ranked" | "single_select" | "multi_select" | "open_ended" | "emoji_rating" | "star_rating" | "click_test" | "five_second_test" | "screen_recording";
		/** @description PickFu's words are "URL must use https". This machine's own addresses are let through for the sandbox, whose media have no certificate. */
		HttpsUrl: string;
		CreateSurveyBody: {
			questions: components["schemas"]["QuestionBody"][];
			targeting?: components["schemas"]["Permalinks"];
			reporting?: components["schemas"]["Permalinks"];
			country?: components["schemas"]["Country"];
			/** @description The spelling on create is third-party [T2]; [T1] writes sample_size. */
			sampleSize?: components["schemas"]["SampleSizeText"];
			/** @description The purpose in plain words. The spelling on create is third-party [T2]; [T1] writes survey_intent. */
			surveyIntent?: string;
			/** @description Makes it a daily mini-poll. [T1] writes is_mini_poll. */
			isMiniPoll?: boolean;
			name?: string;
			tags?: components["schemas"]["TagReference"][];
			projectId?: components["schemas"]["ProjectReference"];
		};
		UpdateSurveyBody: {
			name?: string;
			/** @description Replaces all questions [T1]. */
			questions?: components["schemas"]["QuestionBody"][];
			targeting?: components["schemas"]["Permalinks"];
			reporting?: components["schemas"]["Permalinks"];
			country?: components["schemas"]["Country"];
			sampleSize?: components["schemas"]["SampleSizeText"];
			surveyIntent?: string;
			/** @description Replaces all tags [T1]; an empty list clears them (inferred). */
			tags?: components["schemas"]["TagReference"][];
			projectId?: components["schemas"]["ProjectReference"];
		};
		/** @description Permalinks of traits. */
		Permalinks: string[];
		/** @description Two letters; US if left out on create [T2]. */
		Country: string;
		/** @description A number, written as a string in requests; answers give a number. */
		SampleSizeText: string;
		/** @description The form with id is documented [D2], the one with name third-party [T2]. */
		TagReference: {
			id: number;
		} | {
			name: string;
		};
		/** @description A GUID is documented [D2]; a numeric id, and null to take the survey out, are third-party [T1]. */
		ProjectReference: string | number | null;
		/** @description Names and types are documented [D2], the counts of options and the length of the prompt third-party [T2]; head_to_head [D6], ranked [D7] and single_select [D6] have documented counts. */
		QuestionBody: {
			/** @description On update: the question that this one is. */
			id?: string;
			type: components["schemas"]["QuestionType"];
			prompt: string;
			context?: components["schemas"]["QuestionContext"];
			options?: components["schemas"]["OptionBody"][];
		};
		/** @description The values of type are not known. */
		QuestionContext: {
			text?: string;
			mediaUrl?: components["schemas"]["HttpsUrl"];
			type?: string;
			value?: string;
		};
		OptionBody: {
			/** @description On update: the option that this one is. */
			id?: string;
			value?: string;
			mediaUrl?: components["schemas"]["HttpsUrl"];
			/** @description Amazon product id. */
			asin?: string;
			imageSet?: string[];
			/**
			 * @description vertical is documented [D2], horizontal inferred.
			 * @enum {string}
			 */
			imageSetDirection?: "vertical" | "horizontal";
			mockup?: components["schemas"]["Mockup"];
		};
		/** @description A card in search results; "serp" is the only type shown. */
		Mockup: {
			type?: string;
			image?: string;
			title?: string;
			numRatings?: number;
			reviewScore?: number;
			price?: number;
			currency?: string;
		};
		AddRespondentsBody: {
			count: number;
			/** @description Only say what it would take; nothing is charged. */
			preview?: boolean;
		};
		FollowUpBody: {
			question: string;
		};
		RateBody: {
			rating: number;
		};
		/** @description No body pins. */
		PinBody: {
			pinned?: boolean;
		};
		CreateTagBody: {
			name: string;
		};
		CreateProjectBody: {
			name?: string;
			description?: string;
		};
		/** @description bookmark and archive in the body come back as bookmarked and archived. */
		UpdateProjectBody: {
			name?: string;
			description?: string;
			goal?: string;
			bookmark?: boolean;
			archive?: boolean;
		};
		GenerateMediaBody: {
			prompt: string;
			/** @enum {string} */
			type?: "image";
			/** @enum {string} */
			aspectRatio?: "1:1" | "2:3" | "3:2" | "3:4" | "4:3" | "4:5" | "5:4" | "9:16" | "16:9" | "21:9";
			imageUrls?: string[];
		};
		UploadMediaBody: {
			url: components["schemas"]["HttpsUrl"];
		};
		/** @description The answer of update is documented [D2]; the same object is expected from create, get, publish and add respondents (inferred). */
		Survey: {
			id: string;
			name?: string | null;
			country: string;
			sampleSize: number;
			numResponses: number;
			/** @description A value of SurveyStatus, or one that is not known yet. */
			status: string;
			targeting?: string[];
			reporting?: string[];
			tags?: components["schemas"]["Tag"][];
			/** @description A survey outside projects has none (inferred). */
			project?: components["schemas"]["ProjectSummary"] | null;
			/** @description For people; of the form https://www.pickfu.com/surveys/<id> [T2]. */
			surveyUrl?: string;
			surveyIntent?: string | null;
			/** Format: date-time */
			createdAt?: string | null;
			/** Format: date-time */
			publishedAt?: string | null;
			/** Format: date-time */
			completedAt?: string | null;
			questions: components["schemas"]["Question"][];
		} & {
			[key: string]: unknown;
		};
		ProjectSummary: {
			id: string;
			name?: string | null;
		} & {
			[key: string]: unknown;
		};
		/** @description The text goes out as prompt and comes back as value. */
		Question: {
			id: string;
			/** @description A value of QuestionType, or one that is not known yet. */
			type: string;
			/** @description Its meaning is inferred. */
			variant?: string | null;
			value: string;
			/** @description Presumably the translated question. */
			translation?: string | null;
			context?: {
				[key: string]: unknown;
			} | null;
			options?: components["schemas"]["Option"][];
		} & {
			[key: string]: unknown;
		};
		/** @description Only id is documented; that an option comes back as it was sent is inferred. */
		Option: {
			id: string;
			value?: string | null;
			mediaUrl?: string | null;
			asin?: string | null;
			imageSet?: string[] | null;
			imageSetDirection?: string | null;
			mockup?: {
				[key: string]: unknown;
			} | null;
		} & {
			[key: string]: unknown;
		};
		/** @description No questions, and countryCode stands for country. */
		SurveyListItem: {
			id: string;
			name?: string | null;
			status: string;
			type?: string | null;
			countryCode?: string;
			sampleSize?: number;
			numResponses?: number;
			/** Format: date-time */
			createdAt?: string | null;
			/** Format: date-time */
			publishedAt?: string | null;
			/** Format: date-time */
			completedAt?: string | null;
			creatorName?: string | null;
			/** @description The content is not known. */
			elements?: {
				[key: string]: unknown;
			}[];
			targeting?: string[];
		} & {
			[key: string]: unknown;
		};
		/** @description Whether the survey was deleted or archived. */
		DeleteResult: {
			action: string;
		} & {
			[key: string]: unknown;
		};
		/** @description Not known; every member is inferred. */
		AddRespondentsPreview: {
			/** @constant */
			preview: true;
			count?: number;
			/** @description The size that the survey would have. */
			sampleSize?: number;
		} & {
			[key: string]: unknown;
		};
		/** @description The inside of matchup, rounds, clicks and respondent is not known. */
		Response: {
			id: string;
			question_id: string;
			/** @description The pick as its label; a list for several picks is inferred. */
			chosen_option?: string | string[] | null;
			explanation?: string | null;
			translation?: string | null;
			score?: number | null;
			matchup?: {
				[key: string]: unknown;
			} | null;
			rounds?: {
				[key: string]: unknown;
			}[] | null;
			clicks?: {
				[key: string]: unknown;
			}[] | null;
			media?: string | null;
			media_transcription?: string | null;
			respondent?: {
				[key: string]: unknown;
			}[];
			pinned?: boolean;
			rating?: number | null;
			follow_ups?: {
				[key: string]: unknown;
			}[];
		} & {
			[key: string]: unknown;
		};
		Tag: {
			id: number;
			name: string;
		} & {
			[key: string]: unknown;
		};
		Project: {
			id: string;
			name?: string | null;
			description?: string | null;
			goal?: string | null;
			url?: string;
			archived?: boolean;
			bookmarked?: boolean;
			/** Format: date-time */
			createdAt?: string;
			/** Format: date-time */
			updatedAt?: string;
			surveys?: {
				[key: string]: unknown;
			}[];
			/** @description An object in the list, a string in get, absent after create and update. */
			user?: {
				[key: string]: unknown;
			} | string | null;
		} & {
			[key: string]: unknown;
		};
		Trait: {
			/** @description What targeting and reporting take. */
			permalink: string;
			trait_name: string;
		} & {
			[key: string]: unknown;
		};
		GeneratedMedia: {
			/** @description Permanent; fits mediaUrl. */
			url: string;
			model?: string;
			aspectRatio?: string;
			prompt?: string;
		} & {
			[key: string]: unknown;
		};
		UploadedMedia: {
			url: string;
		} & {
			[key: string]: unknown;
		};
		Playbook: {
			slug: string;
			name?: string;
			description?: string | null;
			industry?: string | null;
			icon?: string | null;
			duration?: string | null;
			url?: string;
			poll_count?: number;
		} & {
			[key: string]: unknown;
		};
		HelpArticle: {
			id: string;
			title: string;
			description?: string | null;
			body?: string | null;
			url?: string;
		} & {
			[key: string]: unknown;
		};
		UserInfo: {
			sub: string;
			email?: string;
			email_verified?: boolean;
			name?: string;
		} & {
			[key: string]: unknown;
		};
	};
	responses: never;
	parameters: never;
	requestBodies: never;
	headers: never;
	pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
