describe.each(['media.generate', 'media.questions', 'media.sandbox', 'media.upload'])(
	'%s',
	(cases) => {
		jest.requireActual(`./${cases}.cases.mts`);
	},
);
