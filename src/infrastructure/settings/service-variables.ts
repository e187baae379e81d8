type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Names that Kubernetes gives to the containers of a namespace with a Service named `postern` or `postern-…`, and Docker to a container
 * that is linked to one of that name (kubernetes.io/docs/concepts/services-networking/service, "Environment variables";
 * docs.docker.com/engine/network/links).
 */
const FOREIGN_NAMES = [
  /^POSTERN_(?:\w+_)?SERVICE_(?:HOST|PORT(?:_\w+)?)$/,
  /^POSTERN_(?:\w+_)?PORT_\d+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR|START|END|PORT_START|PORT_END))?$/,
  /^POSTERN_(?:\w+_)?ENV_\w+$/,
];
/** Names that may be ours, with values that cannot be: POSTERN_PORT=tcp://10.0.0.1:8080, POSTERN_NAME=/app/postern. */
const FOREIGN_VALUES = [
  { name: /^POSTERN_(?:\w+_)?PORT$/, value: /^(?:tcp|udp|sctp):\/\// },
  { name: /^POSTERN_(?:\w+_)?NAME$/, value: /^\// },
];

/** Parts an environment into the variables that an operator set and the names of those that Kubernetes or Docker set for a service. */
export function partServiceVariables(environment: Environment): {
  readonly own: Environment;
  readonly foreign: readonly string[];
} {
  const foreign = Object.keys(environment).filter((name) => isForeign(name, environment[name] ?? ''));
  const own = Object.fromEntries(Object.entries(environment).filter(([name]) => !foreign.includes(name)));
  return { own, foreign: foreign.sort() };
}

function isForeign(name: string, text: string): boolean {
  return (
    FOREIGN_NAMES.some((pattern) => pattern.test(name)) ||
    FOREIGN_VALUES.some((pattern) => pattern.name.test(name) && pattern.value.test(text))
  );
}
