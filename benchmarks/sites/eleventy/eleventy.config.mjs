export default () => ({ markdownTemplateEngine: false, dir: { input: "in", output: "out" } });
