// Plain JavaScript on purpose: an old Node.js can read this, and say what is missing.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
	console.error(
		`Node.js 22.18 以上が必要です（今は ${process.versions.node}）。「npm ci」のあと「npm start」で起動してください。\n` +
			`Node.js 22.18 or newer is needed (this is ${process.versions.node}). Run "npm ci", then "npm start".`,
	);
	process.exit(1);
}
const [script] = process.argv.splice(2, 1);
await import(new URL(`./${script}.ts`, import.meta.url).href);
