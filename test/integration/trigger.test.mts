describe.each(['trigger.output', 'docs.triggerSamples'])('%s', (cases) => {
	jest.requireActual(`./${cases}.cases.mts`);
});
