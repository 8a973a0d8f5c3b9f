describe.each(['survey.getResults.numbers', 'survey.getResults.report', 'outputSchemas'])(
	'%s',
	(cases) => {
		jest.requireActual(`./${cases}.cases.mts`);
	},
);
