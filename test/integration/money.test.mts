describe('retryOnFail', () => void jest.requireActual('./retryOnFail.cases.mts'));
describe('money.journal', () => void jest.requireActual('./money.journal.cases.mts'));
describe('items.failing', () => void jest.requireActual('./items.failing.cases.mts'));
describe('refusals.payments', () => void jest.requireActual('./refusals.payments.cases.mts'));
describe('money.unclear', () => void jest.requireActual('./money.unclear.cases.mts'));
