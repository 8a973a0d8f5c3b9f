/** This package's version, shown where PickFu's API seems to have moved on. A test holds it to package.json. */
export const PACKAGE_VERSION = '0.1.0';

/** What to do about an answer that this version cannot understand. */
export const API_CHANGED =
	"PickFu's API may have changed. Check for a newer version of n8n-nodes-pickfu";
