package io.tripline.web.page;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;
import io.tripline.web.ServeProfile;

@QuarkusIntegrationTest
@TestProfile(ServeProfile.Browsed.class)
class PageLooksIT extends PageLooksTest {}
