describe.each(['connection', 'node.fields', 'requests.exact'])('%s', (cases) => {
	jest.requireActual(`./${cases}.cases.mts`);
});
