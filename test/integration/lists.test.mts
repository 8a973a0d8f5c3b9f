describe.each(['lists.pages', 'pace', 'reads.repeat'])('%s', (cases) => {
	jest.requireActual(`./${cases}.cases.mts`);
});
