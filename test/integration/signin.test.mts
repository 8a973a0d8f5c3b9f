describe('signin.connect', () => void jest.requireActual('./signin.connect.cases.mts'));
describe('signin.control', () => void jest.requireActual('./signin.control.cases.mts'));
describe('signin.refuses', () => void jest.requireActual('./signin.refuses.cases.mts'));
describe('signin.switches', () => void jest.requireActual('./signin.switches.cases.mts'));
