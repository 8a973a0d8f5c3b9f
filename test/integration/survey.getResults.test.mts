describe('survey.getResults.numbers', () =>
	void jest.requireActual('./survey.getResults.numbers.cases.mts'));
describe('survey.getResults.report', () =>
	void jest.requireActual('./survey.getResults.report.cases.mts'));
describe('survey.getResults.options', () =>
	void jest.requireActual('./survey.getResults.options.cases.mts'));
