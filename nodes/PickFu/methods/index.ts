import * as listSearch from './listSearch';
import * as loadOptions from './loadOptions';

/** What fills the editor's dropdowns, under the names that fields refer to. */
export const methods = { listSearch: { ...listSearch }, loadOptions: { ...loadOptions } };
