describe('survey.addRespondents.goal', () =>
	void jest.requireActual('./survey.addRespondents.goal.cases.mts'));
describe('survey.addRespondents.lostAnswer', () =>
	void jest.requireActual('./survey.addRespondents.lostAnswer.cases.mts'));
describe('survey.untilDecided', () => void jest.requireActual('./survey.untilDecided.cases.mts'));
describe('survey.addRespondents.several', () =>
	void jest.requireActual('./survey.addRespondents.several.cases.mts'));
describe('survey.run', () => void jest.requireActual('./survey.run.cases.mts'));
