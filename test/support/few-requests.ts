/** Each bucket is turned off. */
export const NO_LIMITS = {
  create_per_key: 0,
  delete_per_key: 0,
  list_per_key: 0,
  all_per_ip: 0,
  failed_keys_per_ip: 0,
  credentials_per_ip: 0,
  credentials_per_network: 0,
  credentials_per_email: 0,
  credentials_total: 0,
};

/** Limits that a test reaches soon. */
export const FEW = { ...NO_LIMITS, create_per_key: 2 };
