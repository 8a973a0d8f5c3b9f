describe.each(['signin.connect', 'signin.control', 'signin.refuses'])('%s', (cases) => {
	jest.requireActual(`./${cases}.cases.mts`);
});
