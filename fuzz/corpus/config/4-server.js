app.use(helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'", (request, response) => `'nonce-${response.locals.nonce}'`],
      imgSrc: imageHosts, // from elsewhere
    },
  },
}));
