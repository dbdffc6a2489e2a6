/** Style sheets are imported for their effect only; webpack takes them out. */
declare module "*.css";
