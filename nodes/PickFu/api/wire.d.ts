// Generated from contract/pickfu.openapi.yaml by `npm run generate`. Do not edit: change the contract.

export interface paths {
	'/surveys': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * List the team's surveys
		 * @description Archived surveys leave the default list [D4]; `status=archived` asks for them (inferred).
		 */
		get: operations['listSurveys'];
		put?: never;
		/** Create a survey as a free draft */
		post: operations['createSurvey'];
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/surveys/{id}': {
		parameters: {
			query?: never;
			header?: never;
			path: {
				/** @description The survey's id, a GUID [T1]. */
				id: components['parameters']['surveyId'];
			};
			cookie?: never;
		};
		/** Get a survey with its questions */
		get: operations['getSurvey'];
		put?: never;
		post?: never;
		/** Delete a draft, or archive a survey that has been published */
		delete: operations['deleteSurvey'];
		options?: never;
		head?: never;
		/**
		 * Change a survey
		 * @description `questions` and `tags` replace what is there [T1]. Questions, options, targeting and sample size can be changed while the survey is unpublished [D4].
		 */
		patch: operations['updateSurvey'];
		trace?: never;
	};
	'/surveys/{id}/publish': {
		parameters: {
			query?: never;
			header?: never;
			path: {
				/** @description The survey's id, a GUID [T1]. */
				id: components['parameters']['surveyId'];
			};
			cookie?: never;
		};
		get?: never;
		put?: never;
		/**
		 * Publish a survey, which charges the account
		 * @description That the operation exists and that the status becomes in-progress is documented [D1] [D4]; method, path, the missing body and the answer are inferred.
		 */
		post: operations['publishSurvey'];
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/surveys/{id}/add-respondents': {
		parameters: {
			query?: never;
			header?: never;
			path: {
				/** @description The survey's id, a GUID [T1]. */
				id: components['parameters']['surveyId'];
			};
			cookie?: never;
		};
		get?: never;
		put?: never;
		/**
		 * Ask more people, which charges the account
		 * @description The product's feature is documented [D4], the CLI's twin with count and preview is third-party [T2]; method, path, body and answer of the REST operation are inferred.
		 */
		post: operations['addRespondents'];
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/surveys/{id}/responses': {
		parameters: {
			query?: never;
			header?: never;
			path: {
				/** @description The survey's id, a GUID [T1]. */
				id: components['parameters']['surveyId'];
			};
			cookie?: never;
		};
		/**
		 * List the answers to a survey
		 * @description That the operation exists is documented [D1]; path, parameters and shape are third-party.
		 */
		get: operations['listResponses'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/responses/{id}/follow-up': {
		parameters: {
			query?: never;
			header?: never;
			path: {
				/** @description The response's id. */
				id: components['parameters']['responseId'];
			};
			cookie?: never;
		};
		get?: never;
		put?: never;
		/**
		 * Ask a respondent one more question, which charges the account
		 * @description That the operation exists is documented [D1] and that it is paid too [D11]; the rest is inferred.
		 */
		post: operations['sendFollowUp'];
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/responses/{id}/rate': {
		parameters: {
			query?: never;
			header?: never;
			path: {
				/** @description The response's id. */
				id: components['parameters']['responseId'];
			};
			cookie?: never;
		};
		get?: never;
		put?: never;
		/**
		 * Rate an answer
		 * @description That the operation exists is documented [D1]; path, field and values are inferred.
		 */
		post: operations['rateResponse'];
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/responses/{id}/pin': {
		parameters: {
			query?: never;
			header?: never;
			path: {
				/** @description The response's id. */
				id: components['parameters']['responseId'];
			};
			cookie?: never;
		};
		get?: never;
		put?: never;
		/**
		 * Pin an answer, or unpin it
		 * @description That the operation exists is documented [D1]; path and body are inferred.
		 */
		post: operations['pinResponse'];
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/tags': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** List the team's tags */
		get: operations['listTags'];
		put?: never;
		/** Create a tag */
		post: operations['createTag'];
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/projects': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** List the team's projects */
		get: operations['listProjects'];
		put?: never;
		/** Create a project */
		post: operations['createProject'];
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/projects/{id}': {
		parameters: {
			query?: never;
			header?: never;
			path: {
				/** @description The project's id, a GUID [T1]. */
				id: components['parameters']['projectId'];
			};
			cookie?: never;
		};
		/** Get a project */
		get: operations['getProject'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		/** Change a project */
		patch: operations['updateProject'];
		trace?: never;
	};
	'/traits/targeting': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** List the traits that respondents can be chosen by */
		get: operations['listTargetingTraits'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/traits/reporting': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** List the traits that answers can be broken down by */
		get: operations['listReportingTraits'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/media/generate': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		get?: never;
		put?: never;
		/** Generate an image */
		post: operations['generateMedia'];
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/media/upload': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		get?: never;
		put?: never;
		/**
		 * Upload a file, or have PickFu fetch one
		 * @description That the operation exists is documented [D1], the CLI's twin with file or url is third-party [T2]; path, fields, formats, sizes and answer are inferred.
		 */
		post: operations['uploadMedia'];
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/playbooks': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** List PickFu's research playbooks */
		get: operations['listPlaybooks'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/help/search': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Search PickFu's help articles */
		get: operations['searchHelp'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/oauth2/userinfo': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Who the OAuth token belongs to
		 * @description That the issuer's discovery names a userinfo_endpoint is documented [D5]; this path and the claims are inferred. It does not know API keys.
		 */
		get: operations['getUserInfo'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
}
export type webhooks = Record<string, never>;
export interface components {
	schemas: {
		Error: {
			/** @description The HTTP phrase. */
			error: string;
			message: string;
			/** @description On failed validation only. */
			details?: string[];
		} & {
			[key: string]: unknown;
		};
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
			pagination: components['schemas']['Pagination'];
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
		 * @description The first three with the hyphen, and archived.
		 * @enum {string}
		 */
		SurveyStatus: 'unpublished' | 'in-progress' | 'completed' | 'archived';
		/**
		 * @description head_to_head is documented [D2], the other spellings are third-party [T2].
		 * @enum {string}
		 */
		QuestionType:
			| 'head_to_head'
			| 'ranked'
			| 'single_select'
			| 'multi_select'
			| 'open_ended'
			| 'emoji_rating'
			| 'star_rating'
			| 'click_test'
			| 'five_second_test'
			| 'screen_recording';
		/** @description PickFu's words are "URL must use https". This machine's own addresses are let through for the sandbox, whose media have no certificate. */
		HttpsUrl: string;
		CreateSurveyBody: {
			questions: components['schemas']['QuestionBody'][];
			targeting?: components['schemas']['Permalinks'];
			reporting?: components['schemas']['Permalinks'];
			country?: components['schemas']['Country'];
			/** @description The spelling on create is third-party [T2]; [T1] writes sample_size. */
			sampleSize?: components['schemas']['SampleSizeText'];
			/** @description The purpose in plain words. The spelling on create is third-party [T2]; [T1] writes survey_intent. */
			surveyIntent?: string;
			/** @description Makes it a daily mini-poll. [T1] writes is_mini_poll. */
			isMiniPoll?: boolean;
			name?: string;
			tags?: components['schemas']['TagReference'][];
			projectId?: components['schemas']['ProjectReference'];
		};
		UpdateSurveyBody: {
			name?: string;
			/** @description Replaces all questions [T1]. */
			questions?: components['schemas']['QuestionBody'][];
			targeting?: components['schemas']['Permalinks'];
			reporting?: components['schemas']['Permalinks'];
			country?: components['schemas']['Country'];
			sampleSize?: components['schemas']['SampleSizeText'];
			surveyIntent?: string;
			/** @description Replaces all tags [T1]; an empty list clears them (inferred). */
			tags?: components['schemas']['TagReference'][];
			projectId?: components['schemas']['ProjectReference'];
		};
		/** @description Permalinks of traits. */
		Permalinks: string[];
		/** @description Two letters; US if left out on create [T2]. */
		Country: string;
		/** @description A number, written as a string in requests; answers give a number. */
		SampleSizeText: string;
		/** @description The form with id is documented [D2], the one with name third-party [T2]. */
		TagReference:
			| {
					id: number;
			  }
			| {
					name: string;
			  };
		/** @description A GUID is documented [D2]; a numeric id, and null to take the survey out, are third-party [T1]. */
		ProjectReference: string | number | null;
		/** @description Names and types are documented [D2], the counts of options and the length of the prompt third-party [T2]; head_to_head [D6], ranked [D7] and single_select [D6] have documented counts. */
		QuestionBody: {
			/** @description On update: the question that this one is. */
			id?: string;
			type: components['schemas']['QuestionType'];
			prompt: string;
			context?: components['schemas']['QuestionContext'];
			options?: components['schemas']['OptionBody'][];
		};
		/** @description The values of type are not known. */
		QuestionContext: {
			text?: string;
			mediaUrl?: components['schemas']['HttpsUrl'];
			type?: string;
			value?: string;
		};
		OptionBody: {
			/** @description On update: the option that this one is. */
			id?: string;
			value?: string;
			mediaUrl?: components['schemas']['HttpsUrl'];
			/** @description Amazon product id. */
			asin?: string;
			imageSet?: string[];
			/**
			 * @description vertical is documented [D2], horizontal inferred.
			 * @enum {string}
			 */
			imageSetDirection?: 'vertical' | 'horizontal';
			mockup?: components['schemas']['Mockup'];
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
			type?: 'image';
			/** @enum {string} */
			aspectRatio?:
				'1:1' | '2:3' | '3:2' | '3:4' | '4:3' | '4:5' | '5:4' | '9:16' | '16:9' | '21:9';
			imageUrls?: string[];
		};
		UploadMediaBody: {
			url: components['schemas']['HttpsUrl'];
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
			tags?: components['schemas']['Tag'][];
			/** @description A survey outside projects has none (inferred). */
			project?: components['schemas']['ProjectSummary'] | null;
			/** @description For people; of the form https://www.pickfu.com/surveys/<id> [T2]. */
			surveyUrl?: string;
			surveyIntent?: string | null;
			/** Format: date-time */
			createdAt?: string | null;
			/** Format: date-time */
			publishedAt?: string | null;
			/** Format: date-time */
			completedAt?: string | null;
			questions: components['schemas']['Question'][];
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
			options?: components['schemas']['Option'][];
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
			rounds?:
				| {
						[key: string]: unknown;
				  }[]
				| null;
			clicks?:
				| {
						[key: string]: unknown;
				  }[]
				| null;
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
			user?:
				| {
						[key: string]: unknown;
				  }
				| string
				| null;
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
	responses: {
		/** @description The survey */
		Survey: {
			headers: {
				[name: string]: unknown;
			};
			content: {
				'application/json': components['schemas']['Envelope'] & {
					data?: components['schemas']['Survey'];
				};
			};
		};
		/** @description The response as it is now (inferred) */
		Response: {
			headers: {
				[name: string]: unknown;
			};
			content: {
				'application/json': components['schemas']['Envelope'] & {
					data?: components['schemas']['Response'];
				};
			};
		};
		/** @description The project */
		Project: {
			headers: {
				[name: string]: unknown;
			};
			content: {
				'application/json': components['schemas']['Envelope'] & {
					data?: components['schemas']['Project'];
				};
			};
		};
		/** @description All traits; there are no pages */
		Traits: {
			headers: {
				[name: string]: unknown;
			};
			content: {
				'application/json': components['schemas']['Envelope'] & {
					data?: components['schemas']['Trait'][];
				};
			};
		};
		/** @description Bad body or parameters [D1] */
		BadRequest: {
			headers: {
				[name: string]: unknown;
			};
			content: {
				'application/json': components['schemas']['Error'];
			};
		};
		/** @description The token is missing or invalid [D1] */
		Unauthorized: {
			headers: {
				[name: string]: unknown;
			};
			content: {
				'application/json': components['schemas']['Error'];
			};
		};
		/** @description The balance does not suffice. The wording is third-party [T2]; the status is inferred, 400 and 403 are as likely. */
		PaymentRequired: {
			headers: {
				[name: string]: unknown;
			};
			content: {
				'application/json': components['schemas']['Error'];
			};
		};
		/** @description Not enough permission [D1]; most likely the member's role (inferred) */
		Forbidden: {
			headers: {
				[name: string]: unknown;
			};
			content: {
				'application/json': components['schemas']['Error'];
			};
		};
		/** @description Not found [D1] */
		NotFound: {
			headers: {
				[name: string]: unknown;
			};
			content: {
				'application/json': components['schemas']['Error'];
			};
		};
		/** @description More than 100 requests in a minute with one token [D1] */
		TooManyRequests: {
			headers: {
				[name: string]: unknown;
			};
			content: {
				'application/json': components['schemas']['Error'];
			};
		};
		/** @description Any other error */
		Error: {
			headers: {
				[name: string]: unknown;
			};
			content: {
				'application/json': components['schemas']['Error'];
			};
		};
	};
	parameters: {
		/** @description The survey's id, a GUID [T1]. */
		surveyId: string;
		/** @description The response's id. */
		responseId: string;
		/** @description The project's id, a GUID [T1]. */
		projectId: string;
		/** @description The page, from 1. The name is documented [D1], the start third-party [T1]. */
		page: number;
		/** @description Entries per page, 20 if left out. The name is documented [D1], the bounds third-party [T1]. */
		limit: number;
	};
	requestBodies: never;
	headers: never;
	pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
	listSurveys: {
		parameters: {
			query?: {
				/** @description The page, from 1. The name is documented [D1], the start third-party [T1]. */
				page?: components['parameters']['page'];
				/** @description Entries per page, 20 if left out. The name is documented [D1], the bounds third-party [T1]. */
				limit?: components['parameters']['limit'];
				/** @description The value `completed` is third-party, the others are inferred. */
				status?: components['schemas']['SurveyStatus'];
				type?: components['schemas']['QuestionType'];
				/** @description Matched against names and questions. */
				text?: string;
				published_after?: string;
				/** @description Two-letter codes, separated by commas. */
				countries?: string;
				/** @description Tag ids, separated by commas. */
				tags?: string;
				/** @description Audience ids, separated by commas. */
				audiences?: string;
				/** @description Ids of team members, separated by commas. */
				member_id?: string;
				/** @description Project ids, separated by commas. */
				project_ids?: string;
				/** @description The values are not known. */
				option_type?: string;
				/** @description The values are not known. */
				sort_by?: string;
				/** @description The parameter is third-party, its values are inferred. */
				dir?: 'asc' | 'desc';
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description One page of surveys */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/json': components['schemas']['ListEnvelope'] & {
						data?: components['schemas']['SurveyListItem'][];
					};
				};
			};
			400: components['responses']['BadRequest'];
			401: components['responses']['Unauthorized'];
			429: components['responses']['TooManyRequests'];
			default: components['responses']['Error'];
		};
	};
	createSurvey: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody: {
			content: {
				'application/json': components['schemas']['CreateSurveyBody'];
			};
		};
		responses: {
			201: components['responses']['Survey'];
			400: components['responses']['BadRequest'];
			401: components['responses']['Unauthorized'];
			403: components['responses']['Forbidden'];
			429: components['responses']['TooManyRequests'];
			default: components['responses']['Error'];
		};
	};
	getSurvey: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				/** @description The survey's id, a GUID [T1]. */
				id: components['parameters']['surveyId'];
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			200: components['responses']['Survey'];
			401: components['responses']['Unauthorized'];
			404: components['responses']['NotFound'];
			429: components['responses']['TooManyRequests'];
			default: components['responses']['Error'];
		};
	};
	deleteSurvey: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				/** @description The survey's id, a GUID [T1]. */
				id: components['parameters']['surveyId'];
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description What was done */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/json': components['schemas']['Envelope'] & {
						data?: components['schemas']['DeleteResult'];
					};
				};
			};
			401: components['responses']['Unauthorized'];
			403: components['responses']['Forbidden'];
			404: components['responses']['NotFound'];
			429: components['responses']['TooManyRequests'];
			default: components['responses']['Error'];
		};
	};
	updateSurvey: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				/** @description The survey's id, a GUID [T1]. */
				id: components['parameters']['surveyId'];
			};
			cookie?: never;
		};
		requestBody: {
			content: {
				'application/json': components['schemas']['UpdateSurveyBody'];
			};
		};
		responses: {
			200: components['responses']['Survey'];
			400: components['responses']['BadRequest'];
			401: components['responses']['Unauthorized'];
			403: components['responses']['Forbidden'];
			404: components['responses']['NotFound'];
			429: components['responses']['TooManyRequests'];
			default: components['responses']['Error'];
		};
	};
	publishSurvey: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				/** @description The survey's id, a GUID [T1]. */
				id: components['parameters']['surveyId'];
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			200: components['responses']['Survey'];
			400: components['responses']['BadRequest'];
			401: components['responses']['Unauthorized'];
			402: components['responses']['PaymentRequired'];
			403: components['responses']['Forbidden'];
			404: components['responses']['NotFound'];
			429: components['responses']['TooManyRequests'];
			default: components['responses']['Error'];
		};
	};
	addRespondents: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				/** @description The survey's id, a GUID [T1]. */
				id: components['parameters']['surveyId'];
			};
			cookie?: never;
		};
		requestBody: {
			content: {
				'application/json': components['schemas']['AddRespondentsBody'];
			};
		};
		responses: {
			/** @description The survey, or with `preview` what it would take */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/json': components['schemas']['Envelope'] & {
						data?: components['schemas']['Survey'] | components['schemas']['AddRespondentsPreview'];
					};
				};
			};
			400: components['responses']['BadRequest'];
			401: components['responses']['Unauthorized'];
			402: components['responses']['PaymentRequired'];
			403: components['responses']['Forbidden'];
			404: components['responses']['NotFound'];
			429: components['responses']['TooManyRequests'];
			default: components['responses']['Error'];
		};
	};
	listResponses: {
		parameters: {
			query?: {
				/** @description The page, from 1. The name is documented [D1], the start third-party [T1]. */
				page?: components['parameters']['page'];
				/** @description Entries per page, 20 if left out. The name is documented [D1], the bounds third-party [T1]. */
				limit?: components['parameters']['limit'];
				question_id?: string;
				/** @description The language to translate into; its form is not known. */
				language?: string;
			};
			header?: never;
			path: {
				/** @description The survey's id, a GUID [T1]. */
				id: components['parameters']['surveyId'];
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description One page of answers */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/json': components['schemas']['ListEnvelope'] & {
						data?: components['schemas']['Response'][];
					};
				};
			};
			400: components['responses']['BadRequest'];
			401: components['responses']['Unauthorized'];
			404: components['responses']['NotFound'];
			429: components['responses']['TooManyRequests'];
			default: components['responses']['Error'];
		};
	};
	sendFollowUp: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				/** @description The response's id. */
				id: components['parameters']['responseId'];
			};
			cookie?: never;
		};
		requestBody: {
			content: {
				'application/json': components['schemas']['FollowUpBody'];
			};
		};
		responses: {
			200: components['responses']['Response'];
			400: components['responses']['BadRequest'];
			401: components['responses']['Unauthorized'];
			402: components['responses']['PaymentRequired'];
			403: components['responses']['Forbidden'];
			404: components['responses']['NotFound'];
			429: components['responses']['TooManyRequests'];
			default: components['responses']['Error'];
		};
	};
	rateResponse: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				/** @description The response's id. */
				id: components['parameters']['responseId'];
			};
			cookie?: never;
		};
		requestBody: {
			content: {
				'application/json': components['schemas']['RateBody'];
			};
		};
		responses: {
			200: components['responses']['Response'];
			400: components['responses']['BadRequest'];
			401: components['responses']['Unauthorized'];
			403: components['responses']['Forbidden'];
			404: components['responses']['NotFound'];
			429: components['responses']['TooManyRequests'];
			default: components['responses']['Error'];
		};
	};
	pinResponse: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				/** @description The response's id. */
				id: components['parameters']['responseId'];
			};
			cookie?: never;
		};
		requestBody?: {
			content: {
				'application/json': components['schemas']['PinBody'];
			};
		};
		responses: {
			200: components['responses']['Response'];
			400: components['responses']['BadRequest'];
			401: components['responses']['Unauthorized'];
			403: components['responses']['Forbidden'];
			404: components['responses']['NotFound'];
			429: components['responses']['TooManyRequests'];
			default: components['responses']['Error'];
		};
	};
	listTags: {
		parameters: {
			query?: {
				/** @description The page, from 1. The name is documented [D1], the start third-party [T1]. */
				page?: components['parameters']['page'];
				/** @description Entries per page, 20 if left out. The name is documented [D1], the bounds third-party [T1]. */
				limit?: components['parameters']['limit'];
				/** @description A part of the name. */
				query?: string;
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description One page of tags */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/json': components['schemas']['ListEnvelope'] & {
						data?: components['schemas']['Tag'][];
					};
				};
			};
			400: components['responses']['BadRequest'];
			401: components['responses']['Unauthorized'];
			429: components['responses']['TooManyRequests'];
			default: components['responses']['Error'];
		};
	};
	createTag: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody: {
			content: {
				'application/json': components['schemas']['CreateTagBody'];
			};
		};
		responses: {
			/** @description The tag */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/json': components['schemas']['Envelope'] & {
						data?: components['schemas']['Tag'];
					};
				};
			};
			400: components['responses']['BadRequest'];
			401: components['responses']['Unauthorized'];
			403: components['responses']['Forbidden'];
			429: components['responses']['TooManyRequests'];
			default: components['responses']['Error'];
		};
	};
	listProjects: {
		parameters: {
			query?: {
				/** @description The page, from 1. The name is documented [D1], the start third-party [T1]. */
				page?: components['parameters']['page'];
				/** @description Entries per page, 20 if left out. The name is documented [D1], the bounds third-party [T1]. */
				limit?: components['parameters']['limit'];
				bookmarked?: boolean;
				archived?: boolean;
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description One page of projects */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/json': components['schemas']['ListEnvelope'] & {
						data?: components['schemas']['Project'][];
					};
				};
			};
			400: components['responses']['BadRequest'];
			401: components['responses']['Unauthorized'];
			429: components['responses']['TooManyRequests'];
			default: components['responses']['Error'];
		};
	};
	createProject: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody: {
			content: {
				'application/json': components['schemas']['CreateProjectBody'];
			};
		};
		responses: {
			201: components['responses']['Project'];
			400: components['responses']['BadRequest'];
			401: components['responses']['Unauthorized'];
			403: components['responses']['Forbidden'];
			429: components['responses']['TooManyRequests'];
			default: components['responses']['Error'];
		};
	};
	getProject: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				/** @description The project's id, a GUID [T1]. */
				id: components['parameters']['projectId'];
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			200: components['responses']['Project'];
			401: components['responses']['Unauthorized'];
			404: components['responses']['NotFound'];
			429: components['responses']['TooManyRequests'];
			default: components['responses']['Error'];
		};
	};
	updateProject: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				/** @description The project's id, a GUID [T1]. */
				id: components['parameters']['projectId'];
			};
			cookie?: never;
		};
		requestBody: {
			content: {
				'application/json': components['schemas']['UpdateProjectBody'];
			};
		};
		responses: {
			200: components['responses']['Project'];
			400: components['responses']['BadRequest'];
			401: components['responses']['Unauthorized'];
			403: components['responses']['Forbidden'];
			404: components['responses']['NotFound'];
			429: components['responses']['TooManyRequests'];
			default: components['responses']['Error'];
		};
	};
	listTargetingTraits: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			200: components['responses']['Traits'];
			401: components['responses']['Unauthorized'];
			429: components['responses']['TooManyRequests'];
			default: components['responses']['Error'];
		};
	};
	listReportingTraits: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			200: components['responses']['Traits'];
			401: components['responses']['Unauthorized'];
			429: components['responses']['TooManyRequests'];
			default: components['responses']['Error'];
		};
	};
	generateMedia: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody: {
			content: {
				'application/json': components['schemas']['GenerateMediaBody'];
			};
		};
		responses: {
			/** @description The image */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/json': components['schemas']['Envelope'] & {
						data?: components['schemas']['GeneratedMedia'];
					};
				};
			};
			400: components['responses']['BadRequest'];
			401: components['responses']['Unauthorized'];
			403: components['responses']['Forbidden'];
			429: components['responses']['TooManyRequests'];
			default: components['responses']['Error'];
		};
	};
	uploadMedia: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody: {
			content: {
				'application/json': components['schemas']['UploadMediaBody'];
				'multipart/form-data': {
					/** Format: binary */
					file: string;
				};
			};
		};
		responses: {
			/** @description Where the media is */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/json': components['schemas']['Envelope'] & {
						data?: components['schemas']['UploadedMedia'];
					};
				};
			};
			400: components['responses']['BadRequest'];
			401: components['responses']['Unauthorized'];
			403: components['responses']['Forbidden'];
			429: components['responses']['TooManyRequests'];
			default: components['responses']['Error'];
		};
	};
	listPlaybooks: {
		parameters: {
			query?: {
				/** @description The page, from 1. The name is documented [D1], the start third-party [T1]. */
				page?: components['parameters']['page'];
				/** @description Entries per page, 20 if left out. The name is documented [D1], the bounds third-party [T1]. */
				limit?: components['parameters']['limit'];
				industry?: string;
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description One page of playbooks */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/json': components['schemas']['ListEnvelope'] & {
						data?: components['schemas']['Playbook'][];
					};
				};
			};
			400: components['responses']['BadRequest'];
			401: components['responses']['Unauthorized'];
			429: components['responses']['TooManyRequests'];
			default: components['responses']['Error'];
		};
	};
	searchHelp: {
		parameters: {
			query: {
				/** @description The page, from 1. The name is documented [D1], the start third-party [T1]. */
				page?: components['parameters']['page'];
				per_page?: number;
				query: string;
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Articles that fit */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/json': components['schemas']['ListEnvelope'] & {
						data?: components['schemas']['HelpArticle'][];
					};
				};
			};
			400: components['responses']['BadRequest'];
			401: components['responses']['Unauthorized'];
			429: components['responses']['TooManyRequests'];
			default: components['responses']['Error'];
		};
	};
	getUserInfo: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description OpenID claims, without an envelope */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/json': components['schemas']['UserInfo'];
				};
			};
			/** @description An error in the words of OAuth (RFC 6750, section 3) */
			default: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
		};
	};
}
