describe('connection', () => void jest.requireActual('./connection.cases.mts'));
describe('node.fields', () => void jest.requireActual('./node.fields.cases.mts'));
describe('operations.every', () => void jest.requireActual('./operations.every.cases.mts'));
describe('refusals.fields', () => void jest.requireActual('./refusals.fields.cases.mts'));
describe('refusals.surveys', () => void jest.requireActual('./refusals.surveys.cases.mts'));
describe('refusals.others', () => void jest.requireActual('./refusals.others.cases.mts'));
describe('outputSchemas', () => void jest.requireActual('./outputSchemas.cases.mts'));
describe('requests.exact', () => void jest.requireActual('./requests.exact.cases.mts'));
