import { matrixFor } from '../support/faultsMatrix.mts';

// bounds a hang on a busy machine; one takes less than a second
jest.setTimeout(60_000);

matrixFor(({ nature }) => nature === 'write');
