describe('survey.create', () => void jest.requireActual('./survey.create.cases.mts'));
describe('survey.duplicate.requests', () =>
	void jest.requireActual('./survey.duplicate.requests.cases.mts'));
describe('survey.get', () => void jest.requireActual('./survey.get.cases.mts'));
describe('survey.create.answers', () =>
	void jest.requireActual('./survey.create.answers.cases.mts'));
describe('survey.duplicate.refuses', () =>
	void jest.requireActual('./survey.duplicate.refuses.cases.mts'));
describe('survey.delete', () => void jest.requireActual('./survey.delete.cases.mts'));
