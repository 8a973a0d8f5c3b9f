describe('connection', () => void jest.requireActual('./connection.cases.mts'));
describe('node.fields', () => void jest.requireActual('./node.fields.cases.mts'));
describe('outputSchemas', () => void jest.requireActual('./outputSchemas.cases.mts'));
describe('requests.exact', () => void jest.requireActual('./requests.exact.cases.mts'));
