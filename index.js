/**
 * n8n finds nodes and credentials by the `n8n` section of package.json. This entry lists the same
 * classes for programs that load the package by name.
 */
module.exports = {
	...require('./dist/credentials/PickFuOAuth2Api.credentials.js'),
	...require('./dist/credentials/PickFuApi.credentials.js'),
	...require('./dist/nodes/PickFu/PickFu.node.js'),
	...require('./dist/nodes/PickFu/PickFuTrigger.node.js'),
};
