/** A file that is ready to be sent. */
export interface FileToSend {
	fileName: string;
	/** Such as `image/png`. */
	mimeType: string;
	content: Buffer;
}

/** The body of a request, and the headers that it needs. */
export interface Multipart {
	headers: Record<string, string>;
	body: Buffer;
}

/**
 * A body with one file in it (RFC 7578). It is written here, as the host's own form needs a package,
 * and in one piece, as the host can send nothing else again once it has renewed the token.
 *
 * @param field name of the part, such as `file`
 */
export function multipart(field: string, { fileName, mimeType, content }: FileToSend): Multipart {
	const boundary = `----n8n-nodes-pickfu-${crypto.randomUUID()}`;
	const head = [
		`--${boundary}`,
		`Content-Disposition: form-data; name="${field}"; filename="${quoted(fileName)}"`,
		`Content-Type: ${mimeType}`,
		'',
		'',
	].join('\r\n');
	const body = Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]);
	return { headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` }, body };
}

/** What would end the quoted name early, encoded as browsers do (WHATWG HTML, multipart/form-data). */
function quoted(name: string): string {
	return name.replace(/\r/g, '%0D').replace(/\n/g, '%0A').replace(/"/g, '%22');
}
