describe('response.followUp', () => void jest.requireActual('./response.followUp.cases.mts'));
describe('response.rateAndPin', () => void jest.requireActual('./response.rateAndPin.cases.mts'));
describe('editor.responseList', () => void jest.requireActual('./editor.responseList.cases.mts'));
describe('dropdowns', () => void jest.requireActual('./dropdowns.cases.mts'));
describe('dropdowns.each', () => void jest.requireActual('./dropdowns.each.cases.mts'));
describe('response.getAll', () => void jest.requireActual('./response.getAll.cases.mts'));
