import * as listSearch from './listSearch';
import * as loadOptions from './loadOptions';

/** What fills the editor's dropdowns, under the names that fields refer to. */
export const methods = {
	listSearch: {
		searchProjects: listSearch.searchProjects,
		searchResponses: listSearch.searchResponses,
		searchSurveys: listSearch.searchSurveys,
	},
	loadOptions: {
		getBreakdownTraits: loadOptions.getBreakdownTraits,
		getQuestions: loadOptions.getQuestions,
		getReportingTraits: loadOptions.getReportingTraits,
		getTags: loadOptions.getTags,
		getTargetingTraits: loadOptions.getTargetingTraits,
	},
};
