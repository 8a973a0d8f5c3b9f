describe('survey.waitForCompletion.looks', () =>
	void jest.requireActual('./survey.waitForCompletion.looks.cases.mts'));
describe('survey.waitForCompletion.ends', () =>
	void jest.requireActual('./survey.waitForCompletion.ends.cases.mts'));
