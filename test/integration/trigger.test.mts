describe('trigger.output', () => void jest.requireActual('./trigger.output.cases.mts'));
describe('docs.triggerSamples', () => void jest.requireActual('./docs.triggerSamples.cases.mts'));
