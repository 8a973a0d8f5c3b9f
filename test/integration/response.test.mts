describe.each(['response.followUp', 'response.rateAndPin', 'editor.responseList', 'dropdowns'])(
	'%s',
	(cases) => {
		jest.requireActual(`./${cases}.cases.mts`);
	},
);
