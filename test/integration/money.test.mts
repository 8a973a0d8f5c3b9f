describe.each(['retryOnFail', 'money.journal', 'items.failing'])('%s', (cases) => {
	jest.requireActual(`./${cases}.cases.mts`);
});
