/** This package's version, shown where an answer of PickFu's suggests that the API has moved on. A test holds it to package.json. */
export const PACKAGE_VERSION = '0.1.0';
