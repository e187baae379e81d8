/** The limits of requests where nothing is set. */
export const DEFAULT_REQUEST_LIMITS = {
  create_per_key: 120,
  delete_per_key: 120,
  list_per_key: 600,
  all_per_ip: 300,
  failed_keys_per_ip: 30,
  credentials_per_ip: 10,
  credentials_per_network: 60,
  credentials_per_email: 3,
  credentials_total: 1_000,
};
