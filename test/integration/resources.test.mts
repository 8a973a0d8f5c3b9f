describe('playbook.getAll', () => void jest.requireActual('./playbook.getAll.cases.mts'));
describe('helpArticle.search', () => void jest.requireActual('./helpArticle.search.cases.mts'));
describe('tag.requests', () => void jest.requireActual('./tag.requests.cases.mts'));
describe('trait.getAll', () => void jest.requireActual('./trait.getAll.cases.mts'));
describe('project.requests', () => void jest.requireActual('./project.requests.cases.mts'));
describe('media.files', () => void jest.requireActual('./media.files.cases.mts'));
