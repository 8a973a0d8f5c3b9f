import { NodeConnectionTypes } from 'n8n-workflow';

// n8n 1.85 (n8n-workflow 1.83) is the first with this value, which both nodes are described with. Without this line an
// older n8n would say "Cannot read properties of undefined".
if (NodeConnectionTypes === undefined) {
	throw new Error('n8n-nodes-pickfu needs n8n 1.85 or newer. Update n8n to use it.');
}
