describe.each(['connection', 'node.fields', 'outputSchemas', 'requests.exact'])('%s', (cases) => {
	jest.requireActual(`./${cases}.cases.mts`);
});
