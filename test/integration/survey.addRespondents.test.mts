describe('survey.addRespondents.goal', () =>
	void jest.requireActual('./survey.addRespondents.goal.cases.mts'));
describe('survey.addRespondents.lostAnswer', () =>
	void jest.requireActual('./survey.addRespondents.lostAnswer.cases.mts'));
describe('survey.untilDecided', () => void jest.requireActual('./survey.untilDecided.cases.mts'));
