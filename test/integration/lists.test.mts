describe('lists.pages', () => void jest.requireActual('./lists.pages.cases.mts'));
describe('pace', () => void jest.requireActual('./pace.cases.mts'));
describe('reads.repeat', () => void jest.requireActual('./reads.repeat.cases.mts'));
