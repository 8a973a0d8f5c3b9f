describe('survey.create', () => void jest.requireActual('./survey.create.cases.mts'));
describe('survey.duplicate.requests', () =>
	void jest.requireActual('./survey.duplicate.requests.cases.mts'));
describe('survey.get', () => void jest.requireActual('./survey.get.cases.mts'));
