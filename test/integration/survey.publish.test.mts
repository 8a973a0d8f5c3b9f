describe('survey.publish.states', () =>
	void jest.requireActual('./survey.publish.states.cases.mts'));
describe('survey.publish.lostAnswer', () =>
	void jest.requireActual('./survey.publish.lostAnswer.cases.mts'));
describe('survey.publish.refused', () =>
	void jest.requireActual('./survey.publish.refused.cases.mts'));
