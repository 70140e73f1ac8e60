import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import packageJson from '../../package.json' with { type: 'json' };
import { contract } from '../../shared/contract/index.ts';
import { vi } from '../../shared/messages/vi.ts';

/** Prints the whole contract as an OpenAPI document: what any program may ask of a headless host under /api. */
const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
const document = await generator.generate(contract, {
  info: { title: vi['app.name'], version: packageJson.version },
  servers: [{ url: 'http://127.0.0.1:{port}/api', variables: { port: { default: '4173' } } }],
  security: [{ bearer: [] }],
  components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
});
process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
