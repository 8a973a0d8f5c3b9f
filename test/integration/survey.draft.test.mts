describe.each(['survey.create', 'survey.duplicate.requests', 'survey.get'])('%s', (cases) => {
	jest.requireActual(`./${cases}.cases.mts`);
});
