// Generated from contract/pickfu.openapi.yaml by `npm run generate`. Do not edit: change the contract.

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
	schemas: {
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
		GenerateMediaBody: {
			prompt: string;
			/** @enum {string} */
			type?: "image";
			/** @enum {string} */
			aspectRatio?: "1:1" | "2:3" | "3:2" | "3:4" | "4:3" | "4:5" | "5:4" | "9:16" | "16:9" | "21:9";
			imageUrls?: string[];
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
