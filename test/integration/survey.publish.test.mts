describe.each(['survey.publish.states', 'survey.publish.lostAnswer'])('%s', (cases) => {
	jest.requireActual(`./${cases}.cases.mts`);
});
