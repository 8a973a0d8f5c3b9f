describe('media.generate', () => void jest.requireActual('./media.generate.cases.mts'));
describe('media.questions', () => void jest.requireActual('./media.questions.cases.mts'));
describe('media.sandbox', () => void jest.requireActual('./media.sandbox.cases.mts'));
describe('media.upload', () => void jest.requireActual('./media.upload.cases.mts'));
