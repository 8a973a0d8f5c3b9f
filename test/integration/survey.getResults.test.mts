describe.each(['survey.getResults.numbers', 'survey.getResults.report'])('%s', (cases) => {
	jest.requireActual(`./${cases}.cases.mts`);
});
