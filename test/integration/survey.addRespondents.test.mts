describe.each([
	'survey.addRespondents.goal',
	'survey.addRespondents.lostAnswer',
	'survey.untilDecided',
])('%s', (cases) => {
	jest.requireActual(`./${cases}.cases.mts`);
});
