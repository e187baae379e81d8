import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** What is no operation of the API. */
const DOCS = new Set(['/openapi.json', '/docs', '/docs/redoc.js']);

interface Answer {
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}
interface Document {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly responses: Readonly<Record<string, Answer | Reference>> }>>>
  >;
  readonly components: {
    readonly responses: Readonly<Record<string, Answer>>;
    readonly headers: Readonly<Record<string, { readonly required?: true }>>;
  };
}
interface Reference {
  readonly $ref: string;
}

/** Whether answers are as an OpenAPI document says. What it does not name may not be in them, though clients must let it pass. */
export class Conformance {
  private static readonly known = new Map<string, Conformance>();
  private readonly document: Document;
  private readonly ajv = new Ajv2020({ strict: false });
  private readonly validators = new Map<object, ValidateFunction>();

  private constructor(document: unknown) {
    this.document = closed(document) as Document;
    addFormats.default(this.ajv);
    this.ajv.addSchema({ $id: 'document', ...(this.document as object) });
  }

  /** With one document there is one, which compiles each of its schemas once. */
  static with(document: unknown): Conformance {
    const text = JSON.stringify(document);
    const conformance = Conformance.known.get(text) ?? new Conformance(document);
    Conformance.known.set(text, conformance);
    return conformance;
  }

  /** @throws Error that says what in the answer the document does not have. */
  async check(method: string, path: string, response: Response): Promise<void> {
    if (method === 'HEAD' || response.status === 204 || (DOCS.has(path) && response.ok)) return;
    const operation = this.document.paths[path]?.[method.toLowerCase()];
    const what = `${method} ${path} answered ${response.status}`;
    // What is no operation is refused; what an operation answers is said with it.
    const refused = response.ok ? undefined : this.document.components.responses['Refused'];
    const described = operation ? operation.responses[response.status] : refused;
    const answer = described && this.resolve(described);
    if (!answer?.content) throw new Error(`${what}, which the document does not say`);
    const required = Object.keys(answer.headers ?? {}).filter(
      (name) => this.document.components.headers[name]?.required,
    );
    const absent = required.filter((name) => !response.headers.has(name));
    if (absent.length > 0) throw new Error(`${what} without ${absent.join(', ')}`);
    const [type = ''] = (response.headers.get('Content-Type') ?? '').split(';');
    const media = answer.content[type];
    if (!media) throw new Error(`${what} as ${type}, which the document does not say`);
    const body: unknown = type === 'application/json' ? await response.json() : await response.text();
    const validate = this.validatorOf(media.schema);
    if (!validate(body)) {
      throw new Error(
        `${what} otherwise than documented: ${this.ajv.errorsText(validate.errors)}\n${JSON.stringify(body)}`,
      );
    }
  }

  private resolve(answer: Answer | Reference): Answer | undefined {
    return '$ref' in answer ? this.document.components.responses[answer.$ref.split('/').at(-1) ?? ''] : answer;
  }

  private validatorOf(schema: object): ValidateFunction {
    const known = this.validators.get(schema);
    if (known) return known;
    const absolute: unknown = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"document#/'));
    const validate = this.ajv.compile({ ...(absolute as object), unevaluatedProperties: false });
    this.validators.set(schema, validate);
    return validate;
  }
}

/** Every object within answers takes no other properties than its own; Refusals are put together of two, and closed where they are used. */
function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed);
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node).map(([name, value]) => [name, closed(value)] as const);
  const isObject = 'properties' in node && 'type' in node && node.type === 'object';
  return { ...Object.fromEntries(entries), ...(isObject && { unevaluatedProperties: false }) };
}
